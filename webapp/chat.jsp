<%@ page contentType="text/html; charset=UTF-8" session="false" %><%
  response.setHeader("Content-Security-Policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'");
  response.setHeader("Referrer-Policy", "no-referrer");
%><!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>servllama</title>
  <link rel="stylesheet" href="assets/chat.css">
  <script src="assets/chat.js" type="module"></script>
</head>
<body>
  <header>
    <h1>servllama</h1>
    <output id="model"></output>
    <label>API key <input id="key" type="password" autocomplete="off" spellcheck="false"></label>
  </header>
  <main id="conversation" aria-live="polite"></main>
  <form id="ask">
    <textarea id="question" rows="3" placeholder="Ask the model" aria-label="Your message" required></textarea>
    <button id="send">Send</button>
    <button id="stop" type="button" hidden>Stop</button>
  </form>
</body>
</html>
