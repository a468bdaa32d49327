package io.resilientagent.sample.support;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts a burst of questions, ends it, and says how far it has come. */
@RestController
@RequestMapping("/burst")
class BurstController {

    private final Burst burst;

    BurstController(Burst burst) {
        this.burst = burst;
    }

    @GetMapping
    BurstStatus status() {
        return this.burst.status();
    }

    @PostMapping
    BurstStatus start(@RequestBody BurstOrder order) {
        return this.burst.start(order.checkedQuestion(), order.checkedPerSecond(), order.checkedSeconds());
    }

    @DeleteMapping
    BurstStatus stop() {
        return this.burst.stop();
    }
}
