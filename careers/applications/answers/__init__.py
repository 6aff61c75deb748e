"""What is answered to a posting's own questions."""
