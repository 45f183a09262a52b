package dev.servllama.it;

/** Bodies of chat requests, with single quotes for double ones. */
final class Chats {
  /** Bans the tokens that end an answer, so that it is as long as it may be. */
  private static final String ENDLESS = "'temperature':0,'logit_bias':{'0':-100,'2':-100}";

  private Chats() {}

  /** A conversation of one message whose answer has just so many tokens. */
  static String of(String text, int tokens, boolean stream) {
    return "{'messages':[{'role':'user','content':'%s'}],'max_tokens':%d,'stream':%s,%s}"
        .formatted(text, tokens, stream, ENDLESS);
  }

  /** A short question with a short answer. */
  static String brief() {
    return of("Hi.", 4, false);
  }
}
