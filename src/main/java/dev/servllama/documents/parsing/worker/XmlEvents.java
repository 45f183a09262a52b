package dev.servllama.documents.parsing.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as it is read, element by element. Document types, and with them entities of whatever kind,
 * are not read. Names are without their namespaces: the formats use each in one only.
 */
final class XmlEvents implements AutoCloseable {
  private static final int DEEPEST = 500;
  private static final XMLInputFactory FACTORY = factory();

  /** What comes next. */
  enum Event {
    /** An element begins. */
    START,
    /** An element ends. */
    END,
    /** Text. */
    TEXT
  }

  private final XMLStreamReader reader;
  private final InputStream in;
  private int depth;

  XmlEvents(InputStream in) throws IOException {
    this.in = in;
    try {
      reader = FACTORY.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /** The next event; empty at the end. */
  Optional<Event> next() throws IOException {
    try {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > DEEPEST) {
              throw BadDocumentException.invalid("It is nested too deeply.");
            }
            return Optional.of(Event.START);
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            return Optional.of(Event.END);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            return Optional.of(Event.TEXT);
          }
          default -> {
            // Comments and the like.
          }
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getNestedException() instanceof IOException nested) {
        throw nested;
      }
      throw broken(e);
    }
  }

  String name() {
    return reader.getLocalName();
  }

  String text() {
    return reader.getText();
  }

  /** An attribute by its name alone. */
  Optional<String> attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return Optional.of(reader.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  /** An attribute of the namespace of relationships, {@code r:id}. */
  Optional<String> relation() {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String space = reader.getAttributeNamespace(i);
      if (reader.getAttributeLocalName(i).equals("id")
          && space != null
          && space.endsWith("/relationships")) {
        return Optional.of(reader.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static IOException broken(XMLStreamException e) {
    return BadDocumentException.invalid(
        "Its XML is broken, or has a document type, which is not read.");
  }
}
