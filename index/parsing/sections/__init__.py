"""An agenda item cut into its sections, by headings that are known, learnt or missing."""
