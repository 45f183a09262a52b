<%@ page contentType="text/plain; charset=UTF-8" session="false" %><% org.slf4j.LoggerFactory.getLogger("dev.servllama.Probe").info("asked"); %>address=<%= application.getAttribute("dev.servllama.address") %>
path=<%= request.getContextPath() %>
body=<%= request.getInputStream().readAllBytes().length %>
