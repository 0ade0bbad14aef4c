package routes.extension.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import routes.http.Contract;

class ContractBeansTest {
    @Test
    void every_bean_and_every_method_that_the_contract_names_is_there() {
        BeanDirectory beans = BeanDirectory.scan("routes");

        assertThat(Contract.shipped().operations()).isNotEmpty().allSatisfy(operation -> assertThat(
                        beans.typeOf(operation.bean()))
                .as(operation.id())
                .hasValueSatisfying(type -> assertThat(BeanDirectory.hasMethod(type, operation.call()))
                        .isTrue()));
    }
}
