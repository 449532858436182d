"""The official form: blanks are checked, kept in a folder, and filled with the worksheet."""
