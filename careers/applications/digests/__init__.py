"""One e-mail a day about new applications, for those who want no more."""
