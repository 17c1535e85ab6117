"""来稿: a print text, a Word file, read into drafts."""
