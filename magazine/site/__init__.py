"""The readers' pages: everything here reads releases of published issues and nothing else."""
