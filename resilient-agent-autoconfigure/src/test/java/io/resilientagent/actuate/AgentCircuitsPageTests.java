package io.resilientagent.actuate;

import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.sun.management.ThreadMXBean;
import io.resilientagent.circuit.CircuitRegistry;
import io.resilientagent.circuit.CircuitSettings;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.Guards;
import io.resilientagent.testing.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** However many circuits there are, an answer holds a page of them. */
class AgentCircuitsPageTests {

    @Test
    void showsTheFirstHundredOfTenThousand() {
        AgentCircuitsDescriptor page = endpoint(10_000).all(null, null, null);
        assertThat(page.circuits()).hasSize(100).containsKeys("tenant-00000", "tenant-00099");
        assertThat(page.total().circuits()).isEqualTo(10_000);
        assertThat(page.next()).isEqualTo("tenant-00099");
    }

    @Test
    void leadsThroughAllOfThemInOrder() {
        AgentCircuitsEndpoint endpoint = endpoint(2_500);
        Set<String> seen = new TreeSet<>();
        String after = null;
        int pages = 0;
        do {
            AgentCircuitsDescriptor page = endpoint.all("tenant-*", after, "1000");
            assertThat(List.copyOf(page.circuits().keySet())).isSorted();
            assertThat(page.circuits().keySet()).allMatch(seen::add);
            after = page.next();
            pages++;
        } while (after != null);
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(2_500);
    }

    @Test
    void allocatesAsMuchAsThePageNeeds() {
        long few = allocatedBy(endpoint(200));
        long many = allocatedBy(endpoint(10_000));
        assertThat(many).isLessThan(2 * few);
    }

    private static long allocatedBy(AgentCircuitsEndpoint endpoint) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(endpoint.all(null, null, null)).isNotNull();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({
        "acme/large,        acme/large, true",
        "acme/large,        acme/larger, false",
        "acme/*,            acme/large, true",
        "acme/*,            acme, false",
        "*,                 anything, true",
        "*large,            acme/large, true",
        "*large,            acme/larger, false",
        "a*c*e,             abcde, true",
        "a*c*e,             ace, true",
        "a*c*c*e,           abcde, false",
        "ab*ba,             aba, false",
        "**,                acme, true",
        "acme.*,            acme/large, false",
    })
    void asteriskStandsForAnyCharacters(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }

    private static AgentCircuitsEndpoint endpoint(int number) {
        ManualTime time = new ManualTime();
        CircuitRegistry circuits = new CircuitRegistry(time, 10);
        for (int i = 0; i < number; i++) {
            circuits.circuit("tenant-%05d".formatted(i), CircuitSettings.defaults());
        }
        return new AgentCircuitsEndpoint(
                circuits,
                new Guards(circuits, time),
                new CallCatalog(),
                new CallStatistics(),
                time,
                InstantSource.system(),
                (event) -> {});
    }
}
