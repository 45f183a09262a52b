<%@ page contentType="text/plain; charset=UTF-8" session="false" %>address=<%= application.getAttribute("dev.servllama.address") %>
path=<%= request.getContextPath() %>
body=<%= request.getInputStream().readAllBytes().length %>
