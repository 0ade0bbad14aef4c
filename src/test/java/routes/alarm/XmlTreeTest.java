package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

class XmlTreeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>x</a> | {\"a\":\"x\"}",
                "<a/> | {\"a\":\"\"}",
                "<a>  x y </a> | {\"a\":\"x y\"}",
                "<a><b>1</b></a> | {\"a\":{\"b\":[\"1\"]}}",
                "<a><b>1</b><c/><b>2</b></a> | {\"a\":{\"b\":[\"1\",\"2\"],\"c\":[\"\"]}}",
                "<a id='7'>x</a> | {\"a\":{\"@id\":\"7\",\"#text\":\"x\"}}",
                "<a id='7'/> | {\"a\":{\"@id\":\"7\"}}",
                "<n:a xmlns:n='urn:n' xml:lang='en'><n:b>1</n:b></n:a> | {\"a\":{\"@lang\":\"en\",\"b\":[\"1\"]}}",
                "<a>one<b/>two</a> | {\"a\":{\"b\":[\"\"],\"#text\":\"onetwo\"}}",
                "<a><![CDATA[<b> & ]]>c</a> | {\"a\":\"<b> & c\"}",
                "<a>&lt;&#x5546;&amp;</a> | {\"a\":\"<商&\"}",
                "<?xml version='1.0'?><!-- c --><?p i?><a>x</a> | {\"a\":\"x\"}",
            })
    void an_element_has_the_same_shape_however_often_it_stands_there(String xml, String json) {
        assertThat(XmlTree.read(xml)).isEqualTo(BoundedJson.embedded(json));
        assertThat(XmlTree.read(xml.getBytes(StandardCharsets.UTF_8))).isEqualTo(BoundedJson.embedded(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "UTF-16", "ISO-8859-1", "UTF-8"})
    void bytes_are_read_in_the_encoding_that_they_declare(String encoding) {
        String name = encoding.equals("ISO-8859-1") ? "é" : "商店";
        String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a>" + name + "</a>";

        assertThat(XmlTree.read(xml.getBytes(Charset.forName(encoding)))
                        .path("a")
                        .asText())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "no xml",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a b='1' b='2'/>",
                "<a>&unknown;</a>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x 'lol'><!ENTITY y '&x;&x;&x;&x;'>]><a>&y;</a>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'>%p;]><a/>",
                "<?xml version='1.0' encoding='no-such'?><a/>",
            })
    void what_is_no_plain_xml_is_refused_without_its_text(String xml) {
        refused(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        refused(new byte[] {'<', 'a', '>', (byte) 0xC3, (byte) 0x28, '<', '/', 'a', '>'});
    }

    @Test
    void depth_and_number_of_elements_have_limits() {
        assertThat(XmlTree.read("<a>".repeat(100) + "</a>".repeat(100)).has("a"))
                .isTrue();
        refused(("<a>".repeat(101) + "</a>".repeat(101)).getBytes(StandardCharsets.UTF_8));
        refused(("<a>" + "<b/>".repeat(100_000) + "</a>").getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(byte[] xml) {
        assertThatThrownBy(() -> XmlTree.read(xml)).isInstanceOfSatisfying(RefusedRequest.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
            assertThat(refused.getMessage())
                    .startsWith("body is not XML that can be read: ")
                    .doesNotContain("passwd", "lol");
        });
    }
}
