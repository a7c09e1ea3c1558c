"""Tables of the participatory budget. Rows below the process know the process, not the space."""
