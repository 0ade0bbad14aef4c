package routes.alarm.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class JqRegexTest {
    private static final List<String> TEXTS = List.of(
            "",
            "abc",
            "disk /var at 98 % on web-1.example",
            "磁盘使用率 超过 90%，主机 web-1",
            "CPU使用率",
            "2026-11-30 02:10:33",
            "a1b22c333",
            "Ünïcode ÄÖ 😀 end",
            "line one\nline two",
            "[P1] Firing: api (eu-west-1)",
            "a,b, c,,d");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test(\"\\\\d+\")",
                "test(\"^[A-Z]\")",
                "test(\"firing|磁盘\"; \"i\")",
                "[match(\"\\\\w+\"; \"g\")]",
                "[match(\"\\\\W+\"; \"g\")]",
                "[match(\"\\\\s\"; \"g\")]",
                "[match(\"[^\\\\s\\\\d]+\"; \"g\")]",
                "[match(\"(?<word>[a-z]+)(-(?<n>\\\\d))?\"; \"g\")]",
                "[match(\"(a)|(b)\"; \"g\")]",
                "[capture(\"(?<h>\\\\d\\\\d):(?<m>\\\\d\\\\d)\")]",
                "[scan(\"\\\\p{L}+\")]",
                "[scan(\"[a-z](\\\\d+)\")]",
                "[scan(\"[[:alpha:]]+\")]",
                "split(\", *\"; null)",
                "[splits(\"\\\\s+\")]",
                "sub(\"(?<first>\\\\w+)\"; \"<\\(.first)>\")",
                "gsub(\"\\\\d\"; \"#\")",
                "gsub(\"(?<d>\\\\d+)\"; \"[\\(.d)]\")",
                "test(\"one.*two\"; \"s\")",
                "test(\"one.line\"; \"m\")",
                "[match(\"a b c # words\"; \"x\")]",
                "test(\"\\\\Aabc\\\\z\")",
                "[match(\"[[:digit:][:space:]]+\"; \"g\")]",
                "[match(\"[[:upper:]][[:lower:]]+\"; \"g\")]",
                "[match(\"a{2,3}|\\\\d{2}\"; \"g\")]",
                "[match(\".\"; \"g\")] | length"
            })
    void the_results_are_those_of_the_library_that_backtracks(String program) throws Exception {
        for (String text : TEXTS) {
            assertThat(ours(program, text)).as(text).isEqualTo(theirs(program, text));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a(?=b)        | look-around",
                "a(?!b)        | look-around",
                "(?<=a)b       | look-around",
                "(?<!a)b       | look-around",
                "(a)\\\\1      | references to groups",
                "(?<x>a)\\\\k<x> | references to groups",
                "(?>a+)b       | atomic groups",
                "a\\\\h          | \\h",
                "a++b          | possessive repeats",
                "[a-z&&[^b]]   | brackets between brackets",
                "((a{1000}){100}){9} | multiply to more than 10000",
                "(             | no regular expression"
            })
    void what_needs_backtracking_is_refused_when_the_program_is_read(String regex, String reason) {
        for (String program :
                List.of("test(\"%s\")", "[.a | gsub(\"%s\"; \"x\")]", "if true then match(\"%s\"; \"g\") else 1 end")) {
            assertThatThrownBy(() -> JqProgram.compile(program.formatted(regex)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void an_expression_that_comes_with_the_body_is_refused_with_the_body() {
        assertThatThrownBy(
                        () -> JqProgram.compile(". as $r | \"a\" | test($r)").run(TextNode.valueOf("(?=a)"), Map.of()))
                .isInstanceOf(JqProgram.Failed.class)
                .hasMessageContaining("look-around");
    }

    @Test
    void an_empty_match_is_replaced_once_at_each_place() throws Exception {
        assertThat(ours("gsub(\"\"; \"-\")", "ab")).extracting(JsonNode::asText).containsExactly("-a-b-");
        assertThat(ours("gsub(\"x*\"; \"-\")", "")).extracting(JsonNode::asText).containsExactly("-");
    }

    @Test
    void many_matches_are_replaced_without_deep_calls() throws Exception {
        assertThat(ours("gsub(\",\"; \";\") | length", "a,".repeat(20_000)))
                .extracting(JsonNode::asInt)
                .containsExactly(40_000);
    }

    private static List<JsonNode> ours(String program, String text) throws Exception {
        return JqProgram.compile(program).run(TextNode.valueOf(text), Map.of());
    }

    private static List<JsonNode> theirs(String program, String text) throws Exception {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
        List<JsonNode> results = new ArrayList<>();
        JsonQuery.compile(program, Versions.JQ_1_7).apply(scope, TextNode.valueOf(text), results::add);
        return results;
    }
}
