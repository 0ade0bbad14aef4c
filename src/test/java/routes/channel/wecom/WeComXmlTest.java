package routes.channel.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

class WeComXmlTest {
    @Test
    void elements_become_fields_and_repeated_ones_an_array() {
        ObjectNode read = read("<?xml version=\"1.0\"?><!-- a --><xml><ToUserName><![CDATA[wx]]></ToUserName>\n"
                + "<Items><Item>1</Item><Item><Key>k</Key></Item></Items><CreateTime> 12 </CreateTime><Empty/></xml>");

        assertThat(read)
                .hasToString("{\"ToUserName\":\"wx\",\"Items\":{\"Item\":[\"1\",{\"Key\":\"k\"}]},"
                        + "\"CreateTime\":\"12\",\"Empty\":\"\"}");
    }

    @Test
    void nothing_is_expanded_or_fetched() {
        refused("<!DOCTYPE xml [<!ENTITY a \"aaaa\">]><xml><A>&a;</A></xml>");
        refused("<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml/>");
        refused("<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><A>&a;</A></xml>");
        refused("<xml>&unknown;</xml>");
    }

    @Test
    void what_is_too_deep_or_too_long_is_refused() {
        refused("<a>".repeat(17) + "</a>".repeat(17));
        refused("<xml>" + "<a/>".repeat(2_001) + "</xml>");
        assertThat(read("<xml>" + "<a/>".repeat(1_999) + "</xml>").get("a")).hasSize(1_999);
    }

    @Test
    void what_is_no_XML_is_refused() {
        refused("");
        refused("{\"encrypt\":\"a\"}");
        refused("<xml><A></xml>");
        assertThat(read("<xml>text</xml>")).isEmpty();
    }

    @Property(tries = 500)
    void any_bytes_are_read_or_refused(@ForAll @Size(max = 60) byte[] bytes) {
        try {
            assertThat(WeComXml.read(bytes)).isNotNull();
        } catch (RefusedRequest expected) {
            assertThat(expected.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
        }
    }

    private static ObjectNode read(String xml) {
        return WeComXml.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String xml) {
        assertThatExceptionOfType(RefusedRequest.class)
                .isThrownBy(() -> read(xml))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY));
    }
}
