"""Which staff members hear about an application, immediately or in a daily digest."""
