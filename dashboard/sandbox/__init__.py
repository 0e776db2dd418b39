"""The analyst's sandbox: any one SELECT over what an analyst may read, answered by a child process that can be ended at any time."""
