<%@ page contentType="text/plain; charset=UTF-8" session="false" %><% for (int i = 1; i <= 3; i++) { out.print("line " + i + "\n"); out.flush(); response.flushBuffer(); Thread.sleep(1500); } %>
