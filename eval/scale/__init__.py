"""Speed, memory and disk by size of the archive, beside other libraries."""
