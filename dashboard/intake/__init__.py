"""Changes to the data of a workspace. `service` is their door; a file is read (`reading`, `adapters`), checked (`checks`) and committed."""
