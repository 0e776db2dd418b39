"""What people keep beside the log of facts: views of Explore under a name. One small file each, which a backup takes along."""
