package dev.servllama.documents.index;

/** The names of the fields in the index. */
final class Names {
  static final String FILE = "file";
  static final String ORDINAL = "ordinal";
  static final String TEXT = "text";
  static final String STEM = "stem";
  static final String HEADINGS = "headings";
  static final String PAGE = "page";
  static final String PATH = "path";
  static final String TITLE = "title";
  static final String AUTHOR = "author";
  static final String DATE = "date";
  static final String VECTOR = "vector";

  private Names() {}
}
