package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * Reads XML from callers as JSON: {@code {"root": …}}. An element is a text; one with attributes or children is an object, with
 * its attributes as {@code @name}, its text as {@code #text}, and <b>always a list</b> for each name of a child, however many
 * there are. Prefixes of namespaces are dropped, CDATA is text, and blanks around a text are none of it.
 *
 * <p>There are no document types and no entities but XML's own five; depth and the number of elements have limits. An error
 * names the place of what is wrong, never its text.
 */
public final class XmlTree {
    /** The text of an element that has attributes or children. */
    public static final String TEXT = "#text";

    private static final String ATTRIBUTE = "@";
    private static final String NO_DOCUMENT_TYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ELEMENTS = 100_000;

    private XmlTree() {}

    /**
     * Bytes in the encoding that they declare; UTF-8 when they declare none.
     *
     * @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY}
     */
    public static ObjectNode read(byte[] body) {
        return read(new InputSource(new ByteArrayInputStream(body)));
    }

    /** Characters; an encoding that they declare is none of theirs. */
    public static ObjectNode read(String text) {
        return read(new InputSource(new StringReader(text)));
    }

    /** The text of an element, whether it stands alone, in a list or beside attributes; a missing node when it has none. */
    public static JsonNode text(JsonNode element) {
        JsonNode one = element.isArray() ? element.path(0) : element;
        return one.isObject() ? one.path(TEXT) : one;
    }

    private static ObjectNode read(InputSource source) {
        Reader reader = new Reader();
        try {
            factory().newSAXParser().parse(source, reader);
            return reader.root;
        } catch (SAXParseException e) {
            throw malformed("line " + e.getLineNumber() + ", column " + e.getColumnNumber());
        } catch (SAXException e) {
            throw malformed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw malformed("the bytes are not text in the encoding that they declare");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform reads XML", e);
        }
    }

    /** One for each text: it may not be shared by threads. */
    private static SAXParserFactory factory() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(NO_DOCUMENT_TYPE, true);
        return factory;
    }

    private static RefusedRequest malformed(String place) {
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, "body is not XML that can be read: " + place);
    }

    /** An element that is not closed yet. */
    private static final class Element {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private @Nullable ObjectNode node;

        Element(String name) {
            this.name = name;
        }

        ObjectNode object() {
            ObjectNode known = node == null ? JsonNodeFactory.instance.objectNode() : node;
            node = known;
            return known;
        }

        JsonNode value() {
            TextNode written = TextNode.valueOf(text.toString().strip());
            if (node == null) {
                return written;
            }
            if (!written.textValue().isEmpty()) {
                node.set(TEXT, written);
            }
            return node;
        }
    }

    private static final class Reader extends DefaultHandler {
        private final ObjectNode root = JsonNodeFactory.instance.objectNode();
        private final Deque<Element> open = new ArrayDeque<>();
        private @Nullable Locator place;
        private int elements;

        @Override
        public void setDocumentLocator(Locator locator) {
            place = locator;
        }

        @Override
        public void startElement(String namespace, String name, String written, Attributes attributes)
                throws SAXException {
            if (open.size() >= MAX_DEPTH) {
                throw tooMuch("elements are nested more than " + MAX_DEPTH + " times");
            }
            if (++elements > MAX_ELEMENTS) {
                throw tooMuch("there are more than " + MAX_ELEMENTS + " elements");
            }
            Element element = new Element(name);
            for (int i = 0; i < attributes.getLength(); i++) {
                element.object().put(ATTRIBUTE + attributes.getLocalName(i), attributes.getValue(i));
            }
            open.push(element);
        }

        @Override
        public void endElement(String namespace, String name, String written) {
            Element element = open.pop();
            Element parent = open.peek();
            if (parent == null) {
                root.set(element.name, element.value());
            } else {
                parent.object().withArrayProperty(element.name).add(element.value());
            }
        }

        @Override
        public void characters(char[] text, int start, int length) {
            Element element = open.peek();
            if (element != null) {
                element.text.append(text, start, length);
            }
        }

        private SAXException tooMuch(String why) {
            return new SAXException("line " + (place == null ? 1 : place.getLineNumber()) + ": " + why);
        }
    }
}
