package dev.servllama.engine.pool;

import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.pool.Member.State;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which model is loaded next, and which one goes for it. Its own monitor guards it, and its
 * members.
 */
final class RoomPlan {
  /** What is to be done. */
  sealed interface Step {}

  record Load(Member member) implements Step {}

  record Unload(Member member) implements Step {}

  private final PoolSettings settings;
  private final List<Member> members;

  /** First come, first served. */
  private final Set<Member> wanted = new LinkedHashSet<>();

  RoomPlan(PoolSettings settings, List<Member> members) {
    this.settings = settings;
    this.members = members;
  }

  /** Puts a model in line; from now on, the one that has to go for it serves nobody who comes. */
  void want(Member member) {
    wanted.add(member);
    makeRoom();
  }

  void wantOnlyIfAsked(Member member) {
    if (member.waiters.isEmpty() && !member.asked) {
      wantNoMore(member);
    }
  }

  void wantNoMore(Member member) {
    member.asked = false;
    wanted.remove(member);
  }

  /** Takes notice of what has become of the engines, and says what to do now. */
  Optional<Step> next() {
    members.forEach(RoomPlan::settle);
    if (wanted.isEmpty()) {
      members.forEach(Member::stay);
    } else {
      makeRoom();
    }
    Optional<Member> gone = members.stream().filter(this::mustGo).findFirst();
    if (gone.isPresent()) {
      gone.get().leaves();
      return Optional.of(new Unload(gone.get()));
    }
    return first().filter(this::hasRoom).map(this::load);
  }

  /** An engine has been closed; whoever came for its model meanwhile is next in line. */
  void ended(Member member) {
    member.ended();
    forgetIfGone(member);
    if (!member.waiters.isEmpty()) {
      want(member);
    }
  }

  /** A model that is no more leaves the pool when its engine has. */
  void forgetIfGone(Member member) {
    if (member.removed && !member.takesMemory()) {
      members.remove(member);
    }
  }

  private Step load(Member member) {
    wanted.remove(member);
    member.loads();
    return new Load(member);
  }

  private Optional<Member> first() {
    return wanted.stream().findFirst();
  }

  /** Takes notice of what has become of an engine, which may be a moment ago. */
  static void settle(Member member) {
    if (member.engine == null || member.state == State.FAILED) {
      return;
    }
    EngineStatus status = member.engine.status();
    if (status.phase() == EngineStatus.Phase.FAILED) {
      member.failed(status.detail());
    } else if (member.state == State.LOADING && status.ready()) {
      member.loaded();
    }
  }

  private void makeRoom() {
    boolean underWay = members.stream().anyMatch(each -> each.giving);
    if (underWay || first().filter(this::hasRoom).isPresent()) {
      return;
    }
    members.stream()
        .filter(each -> each.state == State.LOADED)
        .min(
            Comparator.<Member, Boolean>comparing(each -> !each.idle())
                .thenComparing(each -> each.lastUse, (a, b) -> Long.signum(a - b)))
        .ifPresent(each -> each.giving = true);
  }

  private boolean hasRoom(Member member) {
    List<Member> others = members.stream().filter(Member::takesMemory).toList();
    long taken = others.stream().mapToLong(each -> each.source.memoryBytes()).sum();
    return others.isEmpty()
        || (others.size() < settings.maxLoaded()
            && taken + member.source.memoryBytes() <= settings.memoryBytes().getAsLong());
  }

  private boolean mustGo(Member member) {
    if (member.engine == null) {
      return false;
    }
    boolean unused = member.state == State.LOADED && member.leases.get() == 0;
    return member.state == State.FAILED
        || (unused && (member.giving || member.dismissed || hasExpired(member)));
  }

  private boolean hasExpired(Member member) {
    return !member.kept
        && settings
            .keepAlive()
            .filter(time -> System.nanoTime() - member.lastUse > time.toNanos())
            .isPresent();
  }
}
