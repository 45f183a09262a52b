package dev.servllama.keys;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Holds requests against their callers' limits and counts what they use. Thread-safe. */
public final class Meter {
  private final UsageStore usage;
  private final Clock clock;
  private final TimeMeter time;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();

  /**
   * @param clock tells the day, for limits of days and months
   * @param time runs evenly, for limits of minutes
   */
  Meter(UsageStore usage, Clock clock, TimeMeter time) {
    this.usage = usage;
    this.clock = clock;
    this.time = time;
  }

  /**
   * Takes a request in.
   *
   * @return to be ended when the request is over
   * @throws dev.servllama.error.LimitExceededException if a limit of the caller's is used up
   */
  public Visit enter(Caller caller) {
    Account account = account(caller);
    account.enter(caller.limits());
    Visit visit = new Visit(caller, account, visits::remove);
    visits.add(visit);
    return visit;
  }

  /** What a caller may still use. */
  public Allowance allowance(Caller caller) {
    return account(caller).allowance(caller.limits());
  }

  /** Ends the visits of some callers. */
  void revoke(Predicate<Caller> gone) {
    visits.stream().filter(visit -> gone.test(visit.caller())).forEach(Visit::revoke);
  }

  private Account account(Caller caller) {
    return accounts.computeIfAbsent(caller.name(), name -> new Account(name, usage, clock, time));
  }
}
