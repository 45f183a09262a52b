package dev.servllama.documents.block;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A part of a document, in reading order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Block.Meta.class, name = "m"),
  @JsonSubTypes.Type(value = Block.Page.class, name = "p"),
  @JsonSubTypes.Type(value = Block.Heading.class, name = "h"),
  @JsonSubTypes.Type(value = Block.Text.class, name = "x")
})
public sealed interface Block {

  /**
   * What a document says of itself. Null stands for what it does not say.
   *
   * @param title its title
   * @param author who wrote it
   * @param date when, as {@code 2026-11-24}
   */
  record Meta(String title, String author, String date) implements Block {}

  /**
   * A page begins, a slide or a sheet.
   *
   * @param number from 1
   */
  record Page(int number) implements Block {}

  /**
   * A heading.
   *
   * @param level 1 for the highest, at most 6
   * @param text of one line
   */
  record Heading(int level, String text) implements Block {}

  /**
   * Text: a paragraph, an item of a list, a table's row.
   *
   * @param text with the line breaks that it has
   */
  record Text(String text) implements Block {}
}
