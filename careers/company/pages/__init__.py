"""Pages of text: public views, drafts, previews, publishing, and earlier versions."""
