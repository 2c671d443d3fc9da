"""The Stanza taggers over the shipped models: what the words of the working copy are."""
