package routes.subscription.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

class OwnerCsvTest {
    @Test
    void both_spellings_of_the_name_column_are_read() {
        assertThat(read(OwnerKind.PROJECT, "project_id,name\np1,Shop\n").owners())
                .containsExactly(new Owner("p1", "Shop", null));
        assertThat(read(OwnerKind.PROJECT, "Project_Name,project_id\r\nShop,p1\r\n")
                        .owners())
                .containsExactly(new Owner("p1", "Shop", null));
    }

    @Test
    void a_byte_order_mark_quotes_blank_lines_and_more_columns_do_no_harm() {
        OwnerCsv.Content content = read(
                OwnerKind.CUSTOMER,
                "\uFEFFcustomer_id,name,desensitized_name,note\n\n c1 ,\"A, B \"\"Co\"\"\",A**,x\n,,,\nc2,\"two\nlines\"\n");

        assertThat(content.rows()).isEqualTo(3);
        assertThat(content.owners())
                .containsExactly(new Owner("c1", "A, B \"Co\"", "A**"), new Owner("c2", "two\nlines", null));
    }

    @Test
    void a_repeated_id_counts_as_a_row_and_the_first_one_stays() {
        OwnerCsv.Content content = read(OwnerKind.PRODUCT, "product_id,name\na,1\na,2\n");

        assertThat(content.rows()).isEqualTo(2);
        assertThat(content.owners()).containsExactly(new Owner("a", "1", null));
    }

    @Test
    void a_row_without_id_or_name_counts_and_is_passed_over_and_a_text_that_is_too_long_is_refused_with_its_line() {
        OwnerCsv.Content content = read(OwnerKind.PROJECT, "project_id,name\np1,Shop\n,Other\np3\n");

        assertThat(content.rows()).isEqualTo(3);
        assertThat(content.owners()).containsExactly(new Owner("p1", "Shop", null));
        assertThatThrownBy(() -> read(OwnerKind.PROJECT, "project_id,name\np1," + "x".repeat(256)))
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'id,name;p1,Shop'|no column project_id; it has id, name",
                "'project_id;p1'|no column name",
                "''|no column project_id",
            })
    void what_cannot_be_used_is_refused_with_its_place(String file, String message) {
        assertThatThrownBy(() -> read(OwnerKind.PROJECT, file.replace(";", "\n")))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FIELD);
                    assertThat(refused.field()).hasValue("file");
                })
                .hasMessageContaining(message);
    }

    @Test
    void broken_quotes_and_foreign_encodings_are_malformed() {
        assertThatThrownBy(() -> read(OwnerKind.PROJECT, "project_id,name\n\"p1,Shop\n"))
                .isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.MALFORMED_BODY));
        assertThatThrownBy(() -> OwnerCsv.read(OwnerKind.PROJECT, new byte[] {(byte) 0xff, 'a'}))
                .hasMessageContaining("UTF-8");
    }

    @Property(tries = 500)
    void any_bytes_are_read_or_refused(@ForAll byte[] bytes) {
        byte[] header = "project_id,name\n".getBytes(StandardCharsets.UTF_8);
        byte[] file = Arrays.copyOf(header, header.length + bytes.length);
        System.arraycopy(bytes, 0, file, header.length, bytes.length);
        try {
            assertThat(OwnerCsv.read(OwnerKind.PROJECT, file)).isNotNull();
        } catch (RefusedRequest expected) {
            assertThat(expected.code()).isIn(ErrorCode.MALFORMED_BODY, ErrorCode.INVALID_FIELD);
        }
    }

    private static OwnerCsv.Content read(OwnerKind kind, String file) {
        return OwnerCsv.read(kind, file.getBytes(StandardCharsets.UTF_8));
    }
}
