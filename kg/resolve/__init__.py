"""Records → which entities of different documents are one."""
