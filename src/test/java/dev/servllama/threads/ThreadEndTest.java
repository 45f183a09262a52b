package dev.servllama.threads;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadEndTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void waitsForTheEndAndKeepsAnInterrupt() throws InterruptedException {
    Thread working = new Thread(this::work);
    working.start();
    boolean[] interrupted = new boolean[1];
    Thread waiting =
        new Thread(
            () -> {
              ThreadEnd.await(working);
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    waiting.start();
    waiting.interrupt();
    assertTrue(waiting.isAlive());
    end.countDown();
    waiting.join();
    assertFalse(working.isAlive());
    assertTrue(interrupted[0]);
  }

  @Test
  void doesNotWaitForWhatWasNeverStarted() {
    ThreadEnd.await(new Thread(this::work));
  }

  private void work() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
