"""The commands of the command line, each room about one thing that is done with an archive."""
