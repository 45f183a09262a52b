<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Status · servllama</title>
  <link rel="icon" href="chat/static/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="chat/static/lib/uplot/uPlot.min.css">
  <link rel="stylesheet" href="chat/static/css/colours.css">
  <link rel="stylesheet" href="chat/static/css/base.css">
  <link rel="stylesheet" href="chat/static/css/controls.css">
  <link rel="stylesheet" href="chat/static/css/dialog.css">
  <link rel="stylesheet" href="chat/static/css/popups.css">
  <link rel="stylesheet" href="chat/static/css/status.css">
  <link rel="stylesheet" href="chat/static/css/charts.css">
  <link rel="stylesheet" href="chat/static/css/details.css">
  <script src="chat/static/shared/theme.js"></script>
  <script src="chat/static/status/main.js" type="module"></script>
</head>
<body>
<%@ include file="icons.jspf" %>
<header class="bar">
  <a class="brand" href="chat"><img src="chat/static/icon.svg" alt="" width="24" height="24">servllama</a>
  <nav class="bar-end" aria-label="Pages">
    <a class="to-chat" href="chat"><svg aria-hidden="true"><use href="#i-chat"/></svg>Chat</a>
    <button class="icon" id="open-key" aria-label="API key"><svg><use href="#i-key"/></svg></button>
    <button class="icon" id="toggle-theme" aria-label="Light or dark"><svg><use href="#i-theme"/></svg></button>
  </nav>
</header>
<main>
  <h1>Status</h1>
  <section class="health" id="health" aria-live="polite" aria-label="Health"></section>
  <div id="with-key" hidden>
    <section class="figures" id="figures" aria-label="Figures"></section>
    <section class="charts" id="charts" aria-label="The last 15 minutes"></section>
    <div class="details">
      <section class="card" id="models" aria-label="Model"></section>
      <div class="column">
        <section class="card" id="server" aria-label="Server"></section>
        <section class="card" id="embeddings" aria-label="Embeddings"></section>
        <section class="card" id="collections" aria-label="Collections"></section>
      </div>
      <section class="card wide" id="errors" aria-label="Recent errors"></section>
    </div>
  </div>
  <section class="locked" id="without-key" hidden>
    <p>The figures are for those who have a key.</p>
    <button class="primary" id="enter-key">Enter a key</button>
  </section>
</main>
<div class="toasts" id="toasts" role="status"></div>
<noscript><p class="noscript">This page needs JavaScript.</p></noscript>
</body>
</html>
