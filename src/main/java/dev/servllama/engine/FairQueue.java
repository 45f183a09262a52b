package dev.servllama.engine;

import dev.servllama.engine.Admission.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is next. Requesters take turns, however many jobs each has waiting: a job's place is that of
 * the turn now, or one behind its requester's last (start-time fair queueing: Goyal, Vin and Cheng,
 * 1996). Priority moves a place forward by a fixed number of turns, and turns only ever go on, so
 * that nobody is passed for ever. Not thread-safe.
 */
final class FairQueue {
  /** By how many turns a step of priority comes earlier. */
  private static final long TURNS_A_STEP = 8;

  private record Place(long rank, long arrival) {}

  private final TreeMap<Place, Ticket> waiting =
      new TreeMap<>(Comparator.comparingLong(Place::rank).thenComparingLong(Place::arrival));
  private final Map<Ticket, Place> places = new HashMap<>();
  private final Map<String, Long> next = new HashMap<>();
  private final Map<Ticket, Long> turns = new HashMap<>();
  private long turn;
  private long arrivals;

  void add(Ticket ticket, Requester requester) {
    long start = Math.max(turn, next.getOrDefault(requester.name(), turn));
    next.put(requester.name(), start + 1);
    Place place = new Place(start - requester.priority() * TURNS_A_STEP, arrivals++);
    waiting.put(place, ticket);
    places.put(ticket, place);
    turns.put(ticket, start);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  Ticket peek() {
    return waiting.firstEntry().getValue();
  }

  void removeFirst() {
    Ticket first = peek();
    turn = Math.max(turn, turns.get(first));
    remove(first);
    next.values().removeIf(later -> later <= turn);
  }

  boolean remove(Ticket ticket) {
    Place place = places.remove(ticket);
    turns.remove(ticket);
    return place != null && waiting.remove(place) != null;
  }

  List<Ticket> removeAll() {
    List<Ticket> all = new ArrayList<>(waiting.values());
    waiting.clear();
    places.clear();
    turns.clear();
    return all;
  }
}
