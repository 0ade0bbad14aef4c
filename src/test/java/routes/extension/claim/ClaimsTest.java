package routes.extension.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every name and path has one owner at a time, whatever kind of file asks for it. */
class ClaimsTest {
    private static final Owner ALIYUN =
            Owner.shipped("routes/alarms-aliyun.camel.yaml", "the coded source aliyun", Claim.Kind.SOURCE);
    private static final Owner HISTORY = Owner.shipped("operation showEvent", "the API operation showEvent");

    @TempDir
    private Path folder;

    private final Claims claims = new Claims(() -> Map.of(
            ALIYUN,
            paths("source aliyun", "POST /alarms/aliyun", "GET /alarms/aliyun"),
            HISTORY,
            paths("GET /events/{id}")));

    @Test
    void a_path_of_another_owner_is_taken_whatever_kind_it_is_and_the_text_names_the_owner() throws IOException {
        assertThat(problems(file("a"), "POST /alarms/aliyun", "POST /mine"))
                .containsExactly("path POST /alarms/aliyun is taken by the coded source aliyun");
        assertThat(problems(file("a"), "POST /mine", "PUT /alarms/aliyun")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /events/new,      true",
        "GET /events/{other},  true",
        "* /events/new,        true",
        "POST /events/new,     false",
        "GET /events,          false",
        "GET /events/new/more, false",
    })
    void a_path_that_takes_the_requests_of_another_is_the_same_path(String wanted, boolean taken) throws IOException {
        assertThat(problems(file("a"), wanted)).hasSize(taken ? 1 : 0).allSatisfy(problem -> assertThat(problem)
                .contains("is taken by the API operation showEvent")
                .satisfies(text ->
                        assertThat(text.contains("which serves /events/{id}")).isEqualTo(!wanted.contains("{id}"))));
    }

    @Test
    void an_owner_meets_its_own_claims_and_one_whose_file_was_deleted_stands_in_nobodys_way() throws IOException {
        Owner first = file("first");
        claims.hold(first, paths("POST /shared"), List.of());

        assertThat(problems(first, "POST /shared", "POST /more")).isEmpty();
        assertThat(problems(file("second"), "POST /shared")).hasSize(1);
        Files.delete(folder.resolve("first"));
        assertThat(problems(file("second"), "POST /shared")).isEmpty();
        assertThat(claims.deletedHolders(file("second"), paths("POST /shared"))).containsExactly(first);
    }

    @Test
    void what_is_replaced_on_purpose_yields_and_has_its_claims_again_afterwards() throws IOException {
        Owner mine = file("mine");
        Set<Claim> replaces = paths("source aliyun");

        assertThat(claims.conflicts(mine, paths("POST /alarms/aliyun"), replaces))
                .isEmpty();
        assertThat(claims.unknown(mine, replaces)).isEmpty();
        claims.hold(mine, paths("POST /alarms/aliyun"), claims.yielding(mine, replaces));
        assertThat(claims.replacedBy(mine.place())).containsExactly(ALIYUN.place());
        assertThat(problems(file("other"), "GET /alarms/aliyun")).isEmpty();
        assertThat(problems(file("other"), "POST /alarms/aliyun"))
                .singleElement()
                .asString()
                .contains("taken by the file mine");

        claims.release(mine.place());

        assertThat(problems(file("other"), "GET /alarms/aliyun")).hasSize(1);
    }

    @Test
    void what_nothing_has_and_what_is_no_file_cannot_be_replaced() throws IOException {
        assertThat(claims.unknown(file("mine"), paths("source tide")))
                .containsExactly("\"replaces\" names no source tide");
        assertThat(claims.unknown(file("mine"), paths("GET /events/{id}")))
                .containsExactly("path GET /events/{id} cannot be replaced: it is the API operation showEvent");
    }

    @Test
    void the_line_is_the_one_that_says_it_and_not_a_comment() {
        Conflict conflict = new Conflict(claim("POST /alarms/aliyun"), claim("POST /alarms/aliyun"), ALIYUN);

        assertThat(conflict.line(List.of("# /alarms/aliyun", "source: a", "paths: [/b, /alarms/aliyun]")))
                .isEqualTo(3);
        assertThat(conflict.line(List.of("source: a", "paths: /alarms/aliyun/more")))
                .isEqualTo(1);
    }

    @Test
    void marks_are_read_from_fields_and_from_comments() {
        assertThat(Marks.replaces("source: a\nreplaces: [zabbix, \"aliyun\"] # on purpose\n"))
                .containsExactly("zabbix", "aliyun");
        assertThat(Marks.replaces("# replaces: zabbix\nalarm: |\n  replaces: x\n"))
                .isEmpty();
        assertThat(Marks.replacesByComment("# Mine.\n# replaces: a.camel.yaml\n"))
                .containsExactly("a.camel.yaml");
        assertThat(Marks.off("source: a\nenabled: false # for now\n")).isTrue();
        assertThat(Marks.off("source: a\nenabled: true\n")).isFalse();
    }

    private List<String> problems(Owner by, String... wanted) {
        return claims.conflicts(by, paths(wanted), List.of()).stream()
                .map(Conflict::message)
                .toList();
    }

    private Owner file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return Owner.saved(name, "the file " + name, file);
    }

    private static Set<Claim> paths(String... names) {
        return Stream.of(names).map(ClaimsTest::claim).collect(Collectors.toSet());
    }

    private static Claim claim(String name) {
        return name.startsWith("source ")
                ? new Claim(Claim.Kind.SOURCE, name.substring("source ".length()))
                : new Claim(Claim.Kind.PATH, name);
    }
}
