package dev.servllama.engine;

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
 *
 * @param <T> what waits, told apart by identity
 */
final class FairQueue<T> {
  /** By how many turns a step of priority comes earlier. */
  private static final long TURNS_A_STEP = 8;

  private record Place(long rank, long arrival) {}

  private final TreeMap<Place, T> waiting =
      new TreeMap<>(Comparator.comparingLong(Place::rank).thenComparingLong(Place::arrival));
  private final Map<T, Place> places = new HashMap<>();
  private final Map<String, Long> next = new HashMap<>();
  private final Map<T, Long> turns = new HashMap<>();
  private long turn;
  private long arrivals;

  void add(T one, Requester requester) {
    long start = Math.max(turn, next.getOrDefault(requester.name(), turn));
    next.put(requester.name(), start + 1);
    Place place = new Place(start - requester.priority() * TURNS_A_STEP, arrivals++);
    waiting.put(place, one);
    places.put(one, place);
    turns.put(one, start);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean contains(T one) {
    return places.containsKey(one);
  }

  T peek() {
    return waiting.firstEntry().getValue();
  }

  void removeFirst() {
    T first = peek();
    turn = Math.max(turn, turns.get(first));
    remove(first);
    next.values().removeIf(later -> later <= turn);
  }

  boolean remove(T one) {
    Place place = places.remove(one);
    turns.remove(one);
    return place != null && waiting.remove(place) != null;
  }

  List<T> removeAll() {
    List<T> all = new ArrayList<>(waiting.values());
    waiting.clear();
    places.clear();
    turns.clear();
    return all;
  }
}
