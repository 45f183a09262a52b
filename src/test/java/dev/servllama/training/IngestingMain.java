package dev.servllama.training;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that ingests from several threads for as long as it lives, and prints the prompt of
 * each example that was answered, with a full stop behind it.
 */
final class IngestingMain {
  private IngestingMain() {}

  /**
   * @param args the folder, how many threads, and what the prompts begin with
   */
  public static void main(String[] args) {
    Datasets datasets = Ingesting.open(Path.of(args[0]));
    AtomicLong count = new AtomicLong();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      new Thread(
              () -> {
                while (true) {
                  long number = count.incrementAndGet();
                  String prompt = args[2] + "-" + number;
                  Ingesting.ingest(
                      datasets,
                      Ingesting.NAME,
                      number % 2 == 0,
                      Ingesting.example(prompt, "r".repeat((int) (number % 500) + 1)));
                  synchronized (System.out) {
                    System.out.println(prompt + ".");
                  }
                }
              })
          .start();
    }
  }
}
