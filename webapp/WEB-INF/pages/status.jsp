<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Status · servllama</title></head><body><p>Soon.</p></body></html>
