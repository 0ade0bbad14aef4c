package routes.channel.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Utf8;

/**
 * WeCom's XML as JSON: elements become fields, repeated ones an array, text stays text. A document type is refused, so that
 * nothing is expanded or fetched; so are documents that are deeper or longer than WeCom's ever are.
 */
final class WeComXml {
    private static final int DEEPEST = 16;
    private static final int MOST_ELEMENTS = 2_000;
    private static final XMLInputFactory XML = hardened();

    private final Deque<Element> open = new ArrayDeque<>();
    private int elements;
    private JsonNode root = JsonNodeFactory.instance.missingNode();

    private WeComXml() {}

    /**
     * The fields of the root element.
     *
     * @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} for anything that is no such document
     */
    static ObjectNode read(byte[] bytes) {
        WeComXml reading = new WeComXml();
        // WeCom's XML is UTF-8, whatever a document says of itself
        String text = Utf8.text(bytes).orElseThrow(WeComXml::noXml);
        try {
            XMLStreamReader events = XML.createXMLStreamReader(new StringReader(text));
            while (events.hasNext()) {
                reading.next(events, events.next());
            }
            events.close();
        } catch (XMLStreamException e) {
            throw noXml();
        }
        return reading.root instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static RefusedRequest noXml() {
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, "the body is no XML");
    }

    private void next(XMLStreamReader events, int type) {
        switch (type) {
            case XMLStreamConstants.START_ELEMENT -> begin(events.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(events.getText());
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw RefusedRequest.of(
                    ErrorCode.MALFORMED_BODY, "XML with a document type is not taken");
            default -> {
                // comments, white space and instructions say nothing
            }
        }
    }

    private void begin(String name) {
        elements++;
        if (open.size() >= DEEPEST || elements > MOST_ELEMENTS) {
            throw RefusedRequest.of(ErrorCode.MALFORMED_BODY, "the XML is deeper or longer than a callback is");
        }
        open.push(new Element(name));
    }

    private void text(String text) {
        if (!open.isEmpty()) {
            open.element().text.append(text);
        }
    }

    private void end() {
        Element ended = open.pop();
        JsonNode value = ended.value();
        if (open.isEmpty()) {
            root = value;
        } else {
            open.element().add(ended.name, value);
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        factory.setXMLReporter((message, type, related, location) -> {
            // what is wrong comes as an exception; nothing is printed
        });
        return factory;
    }

    private static final class Element {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

        private Element(String name) {
            this.name = name;
        }

        private void add(String field, JsonNode value) {
            JsonNode before = fields.get(field);
            if (before == null) {
                fields.set(field, value);
            } else if (before instanceof ArrayNode array) {
                array.add(value);
            } else {
                fields.putArray(field).add(before).add(value);
            }
        }

        private JsonNode value() {
            return fields.isEmpty()
                    ? JsonNodeFactory.instance.textNode(text.toString().strip())
                    : fields;
        }
    }
}
