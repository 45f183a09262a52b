[description]
What servllama needs of Jetty, and where it listens.

[depend]
http
ee10-deploy
ee10-jsp
graceful

[xml]
etc/servllama.xml
