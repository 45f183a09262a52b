package dev.servllama.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "words by name | {'model': {'vocab': {'a': 0, 'b': 1, 'c': 9}}} | 10",
        "pieces with their scores | {'model': {'vocab': [['a', -1.5], ['b', -2]]}} | 2",
        "one more that is added | {'model': {'vocab': {'a': 0}}, 'added_tokens': [{'id': 4}]} | 5",
        "one that is in both | {'model': {'vocab': {'a': 4}}, 'added_tokens': [{'id': 4}]} | 5",
        "none | {'model': {}} | 0"
      })
  void isAsLargeAsItsGreatestId(String tokenizer, String json, int size) throws IOException {
    assertEquals(
        size, Vocabulary.size(new ObjectMapper().readTree(json.replace('\'', '"'))), tokenizer);
  }

  @Test
  void isThatOfBertInTheModelInside() {
    assertEquals(30_522, Vocabulary.size(ModelFiles.find("all-MiniLM-L6-v2").tokenizer()));
  }
}
