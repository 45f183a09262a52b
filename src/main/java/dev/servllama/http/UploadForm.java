package dev.servllama.http;

import dev.servllama.documents.Documents;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.catalog.Upload;
import dev.servllama.error.InvalidRequestException;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form of an upload: the file goes to the disk as it comes. Not thread-safe. */
final class UploadForm implements MultipartParser.Parts {
  private static final int MOST_TEXT = 4096;
  private static final String FILE = "file";
  private static final String PURPOSE = "purpose";

  /** OpenAI's. */
  private static final List<String> PURPOSES =
      List.of("assistants", "user_data", "batch", "fine-tune", "vision", "evals");

  private final Documents documents;
  private final long mostBytes;
  private final Map<String, String> fields = new HashMap<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private Upload upload;
  private String filename = "";
  private String field = "";
  private boolean inFile;

  UploadForm(Documents documents, long mostBytes) {
    this.documents = documents;
    this.mostBytes = mostBytes;
  }

  @Override
  public void begin(String headers) {
    PartHeaders read = PartHeaders.read(headers);
    field = read.name().orElse("");
    inFile = field.equals(FILE);
    if (!inFile && !field.equals(PURPOSE)) {
      throw InvalidRequestException.of(
          field, "The form's field '%s' is not supported.".formatted(shorten(field)));
    }
    if (inFile && upload != null) {
      throw InvalidRequestException.of(FILE, "The form has more than one file.");
    }
    if (inFile) {
      filename =
          read.filename()
              .orElseThrow(
                  () ->
                      InvalidRequestException.of(
                          FILE, "The form's field 'file' is no file: it has no filename."));
      upload = documents.files().begin();
    }
  }

  @Override
  public void data(byte[] bytes, int offset, int length) {
    if (!inFile) {
      if (text.size() + length > MOST_TEXT) {
        throw InvalidRequestException.of(field, "The form's field '" + field + "' is too long.");
      }
      text.write(bytes, offset, length);
      return;
    }
    if (upload.bytes() + length > mostBytes) {
      throw new HttpProblem(
          Status.REQUEST_ENTITY_TOO_LARGE,
          "The file is larger than the %d bytes that this server takes.".formatted(mostBytes),
          "file_too_large");
    }
    upload.write(bytes, offset, length);
  }

  @Override
  public void end() {
    if (!inFile) {
      fields.put(field, text.toString(StandardCharsets.UTF_8));
      text.reset();
    }
  }

  /** All parts have come. */
  StoredFile finish(String owner) {
    if (upload == null) {
      throw new InvalidRequestException(
          "Missing required parameter: 'file'.", FILE, "missing_required_parameter");
    }
    String purpose = fields.get(PURPOSE);
    if (purpose == null) {
      throw new InvalidRequestException(
          "Missing required parameter: 'purpose'.", PURPOSE, "missing_required_parameter");
    }
    if (!PURPOSES.contains(purpose)) {
      throw InvalidRequestException.of(
          PURPOSE, "Invalid 'purpose': expected one of %s.".formatted(String.join(", ", PURPOSES)));
    }
    return documents.files().finish(upload, owner, filename, purpose);
  }

  /** Removes what has come, unless it has been taken in. */
  void discard() {
    if (upload != null) {
      upload.discard();
    }
  }

  private static String shorten(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }
}
