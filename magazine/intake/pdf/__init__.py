"""A print PDF: its letters by their places set back into print text, its pictures, its pages as images."""
