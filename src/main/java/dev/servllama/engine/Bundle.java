package dev.servllama.engine;

import dev.servllama.engine.Admission.Ticket;
import java.util.ArrayList;
import java.util.List;

/** Jobs that start together, for they have one prompt, which is then read once. Not thread-safe. */
final class Bundle {
  private final List<Ticket> tickets;

  private Bundle(List<Ticket> tickets) {
    this.tickets = new ArrayList<>(tickets);
    tickets.forEach(ticket -> ticket.bundle = this);
  }

  /**
   * Bundles neighbours with one prompt.
   *
   * @param most how many a bundle may have
   */
  static List<Bundle> of(List<Ticket> tickets, int most) {
    List<Bundle> bundles = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= tickets.size(); i++) {
      boolean on = i < tickets.size() && i - begin < most && samePrompt(tickets, begin, i);
      if (!on) {
        bundles.add(new Bundle(tickets.subList(begin, i)));
        begin = i;
      }
    }
    return bundles;
  }

  /** The same and not only equal: then it came from one request. */
  private static boolean samePrompt(List<Ticket> tickets, int one, int other) {
    int[] prompt = tickets.get(one).job().request().prompt();
    return prompt.length > 0 && prompt == tickets.get(other).job().request().prompt();
  }

  int size() {
    return tickets.size();
  }

  Ticket first() {
    return tickets.get(0);
  }

  List<Ticket> tickets() {
    return List.copyOf(tickets);
  }

  /** Those that start with the first. */
  List<Ticket> others() {
    return List.copyOf(tickets.subList(1, tickets.size()));
  }

  void remove(Ticket ticket) {
    tickets.remove(ticket);
  }
}
