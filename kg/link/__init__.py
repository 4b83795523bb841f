"""Mentions → local Entities: names that mean one thing within a document."""
