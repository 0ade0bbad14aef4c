package routes.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** How an e-mail becomes the JSON that mappings read. */
class MailTreeTest {
    private static final String HEAD = "Message-ID: <1@a.example>\r\nFrom: Ops <Ops@A.example>\r\nSubject: x\r\n";

    @Test
    void a_plain_mail_is_its_headers_and_its_text() {
        JsonNode mail = MailTree.read(
                bytes(
                        "Message-ID: <1@a.example>\r\nDate: Mon, 30 Nov 2026 03:00:00 +0100\r\nFrom: Ops <ops@a.example>\r\n"
                                + "To: one@b.example, Two <two@b.example>\r\nCc: three@b.example\r\nReferences: <0@a.example>\r\n"
                                + "\t<00@a.example>\r\nX-Tag: a\r\nX-Tag: b\r\nSubject: Disk\r\n of web-1\r\n\r\nline 1\r\nline 2\r\n"));

        assertThat(mail.path("message_id").asText()).isEqualTo("<1@a.example>");
        assertThat(mail.path("sent_at").asText()).isEqualTo("2026-11-30T02:00:00Z");
        assertThat(mail.path("from").asText()).isEqualTo("ops@a.example");
        assertThat(mail.path("from_name").asText()).isEqualTo("Ops");
        assertThat(mail.path("to")).extracting(JsonNode::asText).containsExactly("one@b.example", "two@b.example");
        assertThat(mail.path("references"))
                .extracting(JsonNode::asText)
                .containsExactly("<0@a.example>", "<00@a.example>");
        assertThat(mail.at("/headers/x-tag")).extracting(JsonNode::asText).containsExactly("a", "b");
        assertThat(mail.path("subject").asText()).isEqualTo("Disk of web-1");
        assertThat(mail.path("text").asText()).isEqualTo("line 1\nline 2");
    }

    @ParameterizedTest
    @CsvSource({"GBK, 商店", "ISO-2022-JP, 店", "windows-1252, Größe", "UTF-8, 商店 ✓"})
    void text_is_read_in_the_charset_of_its_part(String charset, String text) {
        byte[] head = bytes(HEAD + "Content-Type: text/plain; charset=" + charset + "\r\n\r\n");
        byte[] body = text.getBytes(Charset.forName(charset));
        byte[] mail = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, mail, head.length, body.length);

        assertThat(MailTree.read(mail).path("text").asText()).isEqualTo(text);
    }

    @Test
    void a_charset_that_nobody_knows_costs_no_mail() {
        assertThat(MailTree.read(bytes(HEAD + "Content-Type: text/plain; charset=x-none\r\n\r\nabc"))
                        .path("text")
                        .asText())
                .isEqualTo("abc");
    }

    @Test
    void html_alone_is_read_as_people_see_it() {
        String html =
                "<html><head><title>t</title><style>p{a:b}</style></head><body><!-- c --><p>Disk&nbsp;of <b>web</b>&#45;1"
                        + "<br>is &lt;full&gt; &unknown; a < b</p><script>if (a<b) alert('x')</script><table><tr><td>k</td><td>v</td></tr></table>";

        assertThat(MailTree.read(bytes(HEAD + "Content-Type: text/html\r\n\r\n" + html))
                        .path("text")
                        .asText()
                        .replace("\n ", "\n"))
                .isEqualTo("Disk of web-1\nis <full> &unknown; a < b\nk v");
    }

    @Test
    void the_plain_part_goes_before_the_html_and_attachments_are_named() {
        JsonNode mail = MailTree.read(
                bytes(
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=M\r\n\r\n--M\r\nContent-Type: multipart/alternative; boundary=A\r\n\r\n"
                                + "--A\r\nContent-Type: text/plain\r\n\r\nplain\r\n--A\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--A--\r\n"
                                + "--M\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\nsecret\r\n--M--\r\n"));

        assertThat(mail.path("text").asText()).isEqualTo("plain");
        assertThat(mail.path("html").asText()).isEqualTo("<p>html</p>");
        assertThat(mail.path("attachments")).hasSize(1);
        assertThat(mail.at("/attachments/0/name").asText()).isEqualTo("log.txt");
        assertThat(mail.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":1}", "just text", "X-Other: 1\r\n\r\nbody"})
    void what_is_no_mail_is_refused(String body) {
        assertThatThrownBy(() -> MailTree.read(bytes(body)))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.MALFORMED_BODY));
        assertThat(MailTree.sender(bytes(body))).isEmpty();
        assertThat(MailTree.messageId(bytes(body))).isEmpty();
    }

    @Test
    void a_mail_of_too_many_parts_is_refused() {
        String parts = "--M\r\n\r\nx\r\n".repeat(300) + "--M--\r\n";

        assertThatThrownBy(
                        () -> MailTree.read(bytes(HEAD + "Content-Type: multipart/mixed; boundary=M\r\n\r\n" + parts)))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"From: broken <<\r\nSubject: x", "Subject: x", "From: \r\nDate: never\r\nSubject: =?none?B?xx?="
            })
    void odd_headers_cost_no_mail(String head) {
        assertThat(MailTree.read(bytes(head + "\r\n\r\nbody")).path("text").asText())
                .isEqualTo("body");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
