package dev.servllama.engine.pool;

import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import java.util.List;
import java.util.OptionalLong;

/**
 * A model of a pool. Whoever takes places makes it load its model, and {@link Reservation#await
 * waits} for that. Thread-safe.
 */
public final class PooledEngine implements Engine {
  private final EnginePool pool;
  private final Member member;

  PooledEngine(EnginePool pool, Member member) {
    this.pool = pool;
    this.member = member;
  }

  /** Keeps the model in memory when nobody asks it, as long as there is room. */
  public void keep() {
    pool.keep(member);
  }

  /** Begins to load the model, if it is not in memory; returns at once. */
  public void load() {
    pool.load(member);
  }

  /**
   * Takes the model out of memory and waits until it is.
   *
   * @throws dev.servllama.error.ConflictException if it is answering, or being loaded
   */
  public void unload() throws InterruptedException {
    pool.unload(member);
  }

  @Override
  public EngineInfo info() {
    return member.source.info();
  }

  @Override
  public Capabilities capabilities() {
    return member.source.capabilities();
  }

  @Override
  public EngineStatus status() {
    return pool.status(member);
  }

  @Override
  public OptionalLong process() {
    return pool.engine(member).map(Engine::process).orElse(OptionalLong.empty());
  }

  @Override
  public int contextLength() {
    return member.source.contextLength();
  }

  @Override
  public int vocabularySize() {
    return member.source.vocabularySize();
  }

  @Override
  public int[] tokenize(List<String> texts) {
    return pool.require(member).tokenize(texts);
  }

  @Override
  public String detokenize(int[] tokens) {
    return pool.require(member).detokenize(tokens);
  }

  @Override
  public Reservation reserve(int jobs, Requester requester) {
    return pool.reserve(member, jobs, requester);
  }

  /** Takes the model out of the pool. */
  @Override
  public void close() {
    pool.remove(member);
  }
}
