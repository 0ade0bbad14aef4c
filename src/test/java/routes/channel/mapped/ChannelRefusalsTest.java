package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a channel file cannot say. */
@Tag("slow")
class ChannelRefusalsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    method: PATCH         | method: DELETE           | 3 | "DELETE" is not GET, PATCH, POST, PUT
                    method: PATCH         | method: GET              | 7 | a GET has no body
                    {base_url}/send       | {base_url}{title}        | 4 | {title} stands in front of the path
                    {base_url}/send       | {title}/send             | 4 | {title} stands in front of the path
                    {base_url}/send       | https://{region}.x/send  | 4 | {region} stands in front of the path
                    {base_url}/send       | {base_url}/{titel}       | 4 | {titel} is no credential of this file and no value of a message
                    T: "{title}"          | T: "{signature}"         | 5 | {signature} is no credential
                    "{base_url}:x"        | "{base_url}"             | 6 | is not user and password
                    form: json            | form: xml                | 7 | "xml" is not form, json, text
                    form: json            | form: text               | 8 | a text has no fields
                    P0: bad               | P9: bad                  | 9 | unknown field "P9"
                    P0: bad               | P0: 'b"ad'              | 9 | is not a word of the platform
                    outcome: delivered    | outcome: done            | 10 | "done" is none of the outcomes
                    name: base_url        | name: target             | 2 | {target} is a value of every call
                    """)
    void a_wrong_file_is_refused_with_its_line(String right, String wrong, int line, String problem) {
        String yaml =
                """
                channel: Case
                credentials: [{ name: base_url, secret: false, required: true, meaning: "Server" }]
                method: PATCH
                url: "{base_url}/send"
                headers: { T: "{title}" }
                basic: "{base_url}:x"
                message: { form: json }
                fields: { a: b }
                levels: { P0: bad }
                answers: { rules: [{ id: a, when: { status: 200 }, then: { outcome: delivered } }] }
                """;
        assertThat(FileOfChannel.problems(yaml, "{\"t\":\"{{title}}\"}")).isEmpty();

        assertThat(FileOfChannel.problems(yaml.replace(right, wrong), "{\"t\":\"{{title}}\"}"))
                .anySatisfy(told -> assertThat(told)
                        .startsWith("channel.yaml:" + line + ": ")
                        .contains(problem));
    }

    @Test
    void a_template_of_a_form_that_makes_none_is_refused() {
        String yaml =
                """
                channel: Case
                credentials: []
                url: "https://example.org/send"
                message: { form: form }
                """;
        assertThat(FileOfChannel.problems(yaml, "a={{title}}&b={{level}}")).isEmpty();
        assertThat(FileOfChannel.problems(yaml, "{{title}}")).isNotEmpty();
        assertThat(FileOfChannel.problems(yaml, "{ \"a\": {{title}} }")).isNotEmpty();
    }
}
