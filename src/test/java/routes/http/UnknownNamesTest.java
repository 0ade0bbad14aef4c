package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names of a request its operation does not take, by the contract of the application. */
class UnknownNamesTest {
    private static final String BASE = "/apis/v1/manager/event-center";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET  | /silence          | true  | skip,limit    |
            GET  | /silence          | true  | skpi          | skpi
            GET  | /notice           | true  | projects[$ne] | projects[$ne]
            GET  | /event            | false | event_level[] |
            GET  | /event            | false | level,keyword | keyword,level
            GET  | /event/{id}/trace | true  | x             | x
            """)
    void a_parameter_of_the_query_is_known_or_named(
            String method, String path, boolean own, String names, String unknown) {
        Map<String, List<String>> query = new HashMap<>();
        List.of(names.split(",")).forEach(name -> query.put(name, List.of("1")));

        Contract.Findings found = Contract.shipped().check(request(method, query, ""), operation(method, path));

        assertThat(found.unknown()).containsExactly(unknown == null ? new String[0] : unknown.split(","));
        assertThat(found.own()).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            POST | /silence   | {"matchers":[{"name":"a","value":"b"}],"comment":"c"}  |
            POST | /silence   | {"matchers":[{"name":"a","valeu":"b"}],"coment":"c"}   | matchers[0].valeu,coment
            POST | /subscribe | {"name":"a","enable_webhok":true}                      | enable_webhok
            POST | /subscribe | {"name":"a","webhook_headers":{"X-Any":"1"}}           |
            POST | /subscribe | no JSON                                                |
            """)
    void a_field_of_the_body_is_known_or_named_at_every_depth(String method, String path, String body, String unknown) {
        Contract.Findings found = Contract.shipped().check(request(method, Map.of(), body), operation(method, path));

        assertThat(found.unknown()).containsExactly(unknown == null ? new String[0] : unknown.split(","));
    }

    private static ApiOperation operation(String method, String path) {
        return Contract.shipped().operations().stream()
                .filter(one -> one.method().equals(method) && one.path().equals(BASE + path))
                .findFirst()
                .orElseThrow();
    }

    private static ApiRequest request(String method, Map<String, List<String>> query, String body) {
        return new ApiRequest(
                method, "/", Map.of(), query, Map.of("content-type", "application/json"), body.getBytes(), "r1");
    }
}
