"""Any finished e-mail, ours or not, to what is wrong with it; knows no workspace and no network."""
