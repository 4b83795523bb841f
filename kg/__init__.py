"""kg: a folder of Chinese documents becomes a knowledge graph you can open, query and trust."""
