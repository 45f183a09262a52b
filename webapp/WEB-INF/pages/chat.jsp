<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <title>servllama</title>
  <link rel="icon" href="chat/static/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="chat/static/css/colours.css">
  <link rel="stylesheet" href="chat/static/css/base.css">
  <link rel="stylesheet" href="chat/static/css/controls.css">
  <link rel="stylesheet" href="chat/static/css/dialog.css">
  <link rel="stylesheet" href="chat/static/css/popups.css">
  <link rel="stylesheet" href="chat/static/css/chat.css">
  <link rel="stylesheet" href="chat/static/css/sidebar.css">
  <link rel="stylesheet" href="chat/static/css/list.css">
  <link rel="stylesheet" href="chat/static/css/welcome.css">
  <link rel="stylesheet" href="chat/static/css/composer.css">
  <link rel="stylesheet" href="chat/static/css/message.css">
  <link rel="stylesheet" href="chat/static/css/answer.css">
  <link rel="stylesheet" href="chat/static/css/markdown.css">
  <link rel="stylesheet" href="chat/static/css/code.css">
  <link rel="stylesheet" href="chat/static/css/documents.css">
  <link rel="stylesheet" href="chat/static/css/references.css">
  <link rel="stylesheet" href="chat/static/css/reader.css">
  <script src="chat/static/shared/theme.js"></script>
  <script src="chat/static/lib/highlightjs/highlight.min.js" defer></script>
  <script src="chat/static/chat/main.js" type="module"></script>
</head>
<body>
<%@ include file="icons.jspf" %>
<a class="skip" href="#question">Skip to the message box</a>
<div class="app">
  <aside class="sidebar" id="sidebar" aria-label="Conversations">
    <div class="sidebar-head">
      <a class="brand" href="chat"><img src="chat/static/icon.svg" alt="" width="24" height="24">servllama</a>
      <button class="icon" id="close-sidebar" aria-label="Close the list of conversations"><svg><use href="#i-close"/></svg></button>
    </div>
    <button class="new-chat" id="new-chat"><svg><use href="#i-plus"/></svg>New chat</button>
    <label class="search"><svg><use href="#i-search"/></svg><input id="search" type="search" placeholder="Search" aria-label="Search conversations" autocomplete="off"></label>
    <nav class="list" id="list" aria-label="History"></nav>
    <div class="sidebar-foot">
      <button class="row" id="import"><svg><use href="#i-open"/></svg>Import</button>
      <button class="row" id="export-all"><svg><use href="#i-save"/></svg>Export all</button>
      <a class="row" href="status"><svg><use href="#i-chart"/></svg>Status</a>
      <input id="import-file" type="file" accept="application/json,.json" hidden>
    </div>
  </aside>
  <button class="scrim" id="scrim" aria-label="Close the list of conversations" tabindex="-1"></button>
  <div class="stage">
    <header class="bar">
      <button class="icon" id="toggle-sidebar" aria-label="List of conversations" aria-controls="sidebar" aria-expanded="true"><svg><use href="#i-menu"/></svg></button>
      <div class="model"><select id="model" aria-label="Model" disabled><option value="">No model yet</option></select></div>
      <div class="bar-end">
        <button class="icon" id="open-key" aria-label="API key" hidden><svg><use href="#i-key"/></svg></button>
        <button class="icon" id="toggle-theme" aria-label="Light or dark"><svg><use href="#i-theme"/></svg></button>
        <button class="icon" id="open-settings" aria-label="Settings"><svg><use href="#i-gear"/></svg></button>
      </div>
    </header>
    <div class="notice" id="notice" role="status" hidden></div>
    <main class="scroller" id="scroller" tabindex="0" aria-label="Conversation">
      <div class="thread" id="thread"></div>
    </main>
    <section class="dock" aria-label="New message">
      <button class="latest" id="latest" aria-label="Go to the end of the conversation" hidden><svg><use href="#i-latest"/></svg></button>
      <form class="composer" id="composer">
        <div class="chips" id="chips" hidden></div>
        <textarea id="question" rows="1" placeholder="Ask anything" aria-label="Your message" enterkeyhint="send"></textarea>
        <div class="composer-row">
          <button class="documents" id="open-documents" type="button"><svg aria-hidden="true"><use href="#i-book"/></svg>Documents</button>
          <button class="send" id="send" aria-label="Send"><svg><use href="#i-send"/></svg></button>
          <button class="send" id="stop" type="button" aria-label="Stop the answer" hidden><svg><use href="#i-stop"/></svg></button>
        </div>
      </form>
      <p class="fineprint">Answers can be wrong. Conversations stay in this browser.</p>
    </section>
  </div>
</div>
<div class="hidden" id="live" role="log" aria-live="polite" aria-label="Answer as it comes"></div>
<div class="toasts" id="toasts" role="status"></div>
<noscript><p class="noscript">This page needs JavaScript.</p></noscript>
</body>
</html>
